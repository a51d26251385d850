"""How people get in: passwords, second factor, links, browsers, outside identities.

Our own small verbs on argon2-cffi, pyotp and cryptography; ``docs/decisions`` says why.
"""
