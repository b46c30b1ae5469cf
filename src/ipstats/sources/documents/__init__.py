"""Documents of prose as they are published (text, Markdown, PDF, .docx, HTML): their words, with the place of each."""
