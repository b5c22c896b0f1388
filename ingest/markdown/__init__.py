"""Markdown on its way to pieces: `syntax` parses, `text` writes what stands in a line, `html_blocks` what is HTML."""
