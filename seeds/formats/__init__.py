"""
Report readers: a file of any format becomes one text to which every offset refers.

`opening` decides by content what a file is and hands it on; `decode` reads text files, `html_page`
saved web pages, `word_file` .docx and `pdf_file` .pdf. The last three need the optional packages
of the extra `documents` and write what they found by one convention (`blocks`): headings as `# `
lines, paragraphs apart by a blank line, list items as `- ` lines, a table row as one line with a
tab between cells and `<br>` for a line break in a cell.
"""
