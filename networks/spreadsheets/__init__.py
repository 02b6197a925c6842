"""Tables as files that spreadsheet programs open: CSV and XLSX. Any room that hands out rows uses these writers."""
