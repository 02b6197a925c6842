"""Stewards' doors: every register under *Knowledge* in /cms/, limited to what each may correct."""
