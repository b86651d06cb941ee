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
