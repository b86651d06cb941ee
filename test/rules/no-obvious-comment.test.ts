import { describe, expect, it } from 'vitest';
import rule from '../../rules/no-obvious-comment.ts';
import { Document } from '../../src/parse/document.ts';
import { exampleSubject } from '../../src/test.ts';

function flagged(file: string, text: string): string[] {
  const document = new Document(exampleSubject('diff', { file, text }));
  return [...rule.check(document, {}, {})].map(({ at }) => document.text.slice(at.start, at.end));
}

describe('no-obvious-comment', () => {
  it.each([
    ['a.py', '# Open the input file', 'source = open(input_path)'],
    ['a.py', '# Import the required libraries', 'import numpy as np'],
    ['a.py', '# Check if the user is active', 'if user.is_active:'],
    ['a.js', '// get the current theme', "const theme = document.getItem('theme');"],
    ['a.ts', '// Send the request', 'await client.send(request);'],
    ['a.tsx', '{/* Render the menu */}', '{renderMenu(items)}'],
    ['a.go', '// Parse the flags.', 'flags := parseFlags(os.Args)'],
    ['a.rs', '// Increment the counter', 'counter += 1;'],
    ['A.java', '// Set the name of the owner', 'owner.setName(name);'],
    ['A.kt', '// Load the configuration', 'val config = loadConfig()'],
    ['A.cs', '// Loop through each row in the table', 'foreach (var row in table.Rows)'],
    ['a.cpp', '/* release the lock */', 'mutex.releaseLock();'],
    ['a.php', '// Remove the session', 'unset($this->session);'],
    ['a.rb', '# Save the record', 'record.save!'],
    ['a.lua', '-- close the socket', 'socket:close()'],
    ['a.sh', '# create the output directory', 'mkdir -p "$output_dir"'],
    ['a.swift', '// Reload the table', 'table.reloadData()'],
    ['a.go', '// Stop each app', 'for _, app := range apps {\n\tapp.Stop()\n}'],
    ['a.go', '// Write the data', 'if err := w.Write(data); err != nil {\n\treturn err\n}'],
    ['a.sh', '# run the installer', '"$installer" --run'],
  ])('flags a comment that repeats a line of %s: %s', (file, comment, code) => {
    expect(flagged(file, `${comment}\n${code}\n`)).toEqual([
      comment.replace(/^(?:\{?\/\*|\/\/|#|--) | \*\/\}?$/g, ''),
    ]);
  });

  it.each([
    ['a reason', 'a.py', '# Return the result because the caller caches it\nreturn result'],
    ['a unit', 'a.ts', '// Set the delay in milliseconds\nsetDelay(delay);'],
    ['what the code does not name', 'a.ts', '// Load the account of the guest\nconst user = load(id);'],
    ['a label', 'a.py', '# Proxy settings\nproxy_settings = {}'],
    ['a label that looks like a verb', 'a.py', '# Encoding table\nencoding_table = build()'],
    ['a heading', 'a.ts', '// Load the models\nconst a = new A();\na.load();\nconst b = new B();\nb.load();'],
    ['documentation', 'a.c', '/* Resize the set */\nstatic set *setResize(set *s, int n) {'],
    [
      'what a block does',
      'a.go',
      '// create the report\nif name != "" {\n\treport := create(name)\n\tsend(report)\n}',
    ],
    ['what a branch is for', 'a.go', '// request header\nif isHeader(req) {\n\treturn header\n}'],
    [
      'a loop further down',
      'a.ts',
      '// Build each report\nconst report = build();\n\nfor (const row of rows) add(row);',
    ],
    [
      'what a reader will do',
      'a.ts',
      '// Read the rows\nconst reader = new RowReader();\nconst rows = all(reader);',
    ],
    ['an entry of a list', 'a.py', '# Assert with a message\n"assert v, message",'],
    ['an object in a list', 'a.ts', "// Copy the file\n{\n  name: 'copy the file',\n},"],
    ['a directive', 'a.ts', '// biome-ignore lint: sort is stable\nsort(list);'],
    ['a task', 'a.ts', '// TODO: sort the list\nsort(list);'],
    ['a link', 'a.ts', '// See https://sort.example/list\nsort(list);'],
    ['a condition', 'a.ts', '// Sort the list unless it is frozen\nsort(list);'],
    ['a comment beside its code', 'a.ts', 'sort(list); // Sort the list'],
    ['two lines', 'a.ts', '// Sort the list\n// Sort the list\nsort(list);'],
    ['no code below', 'a.ts', '// Sort the list\n\nsort(list);'],
    ['labels of settings', 'a.yml', '# Set the name\nname: set\n'],
    ['text of no language', 'a.txt', '# Sort the list\nsort(list)'],
  ])('allows %s', (_, file, text) => {
    expect(flagged(file, `${text}\n`)).toEqual([]);
  });

  it('holds only where both comment and code are added', () => {
    const diff = (comment: string, code: string) =>
      `--- a/a.ts\n+++ b/a.ts\n@@ -1,9 +1,9 @@\n${comment}// Sort the list\n${code}sort(list);\n`;
    expect(flagged('a.ts', diff('+', '+'))).toEqual(['Sort the list']);
    expect(flagged('a.ts', diff('+', ' '))).toEqual([]);
    expect(flagged('a.ts', diff(' ', '+'))).toEqual([]);
    expect(flagged('a.ts', diff('-', '+'))).toEqual([]);
  });
});

describe('how far the code is read', () => {
  it.each([
    ['a call over several lines', 'a.ts', '// Send the mail to the box\nsend(\n  mail,\n  box,\n);', 1],
    ['no further than that', 'a.ts', '// Send the mail to the box\nsend(mail);\nbox.close();', 0],
    ['the body of a with', 'a.py', '# Read the mail\nwith box:\n    read(mail)', 1],
    [
      'the body of a loop of one line',
      'a.py',
      '# Send each mail\nfor one in box:\n    send(mail)\nclose()',
      1,
    ],
    ['no longer body', 'a.py', '# Send each mail\nfor one in box:\n    one.send()\n    mail.add(one)', 0],
    ['three statements, where the first is done', 'a.ts', '// Send the mail\nsend(mail);\na();\nb();', 1],
    ['no more of them', 'a.ts', '// Send the mail\nsend(mail);\na();\nb();\nc();', 0],
    ['statements beside it alone', 'a.ts', '// Send the mail\nsend(mail, {\n  a,\n  b,\n  c,\n});', 1],
    ['control flow as one statement', 'a.ts', '// Return the mail\nreturn mail;\na();\nb();\nc();', 1],
  ])('%s', (_, file, text, count) => expect(flagged(file, `${text}\n`)).toHaveLength(count));
});

describe('what a word stands for', () => {
  it.each([
    ['a short name', '// Get the button\nconst btn = get();', 1],
    ['the beginning of a name', '// Load the user\nload(username);', 1],
    ['part of a longer name', '// Load the report\nload(myreportpath);', 1],
    ['another word', '// Load the file\nload(path);', 0],
    ['what a kind is behind a name', '// Load the user object\nload(user);', 1],
    ['not a kind alone', '// Load the object\nload(user);', 0],
    ['not each of what is one', '// Add each item\nadd(item);', 0],
    ['a noun before a single word', '// Count rows\ncount(rows);', 0],
    ['a name in capitals', '// GET the mail\nget(mail);', 0],
    ['an agent', '// Compiler flags\nconst compiler = flags();', 0],
    ['words before the verb', '// Now we load the file\nload(file);', 1],
    ['a verb without more', '// Load\nload(file);', 0],
  ])('%s', (_, text, count) => expect(flagged('a.ts', `${text}\n`)).toHaveLength(count));

  it('is more than a line can say in a long comment', () => {
    const comment = (count: number) => `// Load ${Array(count).fill('file').join(' ')}\nload(file);\n`;
    expect(flagged('a.ts', comment(10))).toHaveLength(1);
    expect(flagged('a.ts', comment(11))).toEqual([]);
  });
});
