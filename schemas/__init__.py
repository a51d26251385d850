"""The one way in (load) and the frame of the door (disclosure). Knows marshmallow, not Flask."""
