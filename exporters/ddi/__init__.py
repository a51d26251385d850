"""DDI Codebook 2.5: a production process as the national archive (ANDA) describes it."""
