"""Sheets (CSV, XLSX) to drafts: read their rows, map them to our fields. Saves nothing."""
