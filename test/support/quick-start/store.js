"use strict";
// A file of texts and their compiled code, of which a program reads what it needs: a number, an index of that length, the contents.
const fs = require("node:fs");
const v8 = require("node:v8");

const nothing = { found: new Map(), files: new Map() };

/**
 * Opens the file. `found` and `files` are as they were given to `packed`; `read` returns the text and code of one of `files`. A missing or
 * incomplete file is empty.
 */
exports.open = function open(file) {
    try {
        const opened = fs.openSync(file, "r");
        const bytes = (at, length) => {
            const buffer = Buffer.allocUnsafe(length);
            fs.readSync(opened, buffer, 0, length, at);
            return buffer;
        };
        const start = 4 + bytes(0, 4).readUInt32LE();
        const { found, files, size } = v8.deserialize(bytes(4, start - 4));
        if (fs.fstatSync(opened).size !== start + size) return nothing;
        const read = ({ at, textLength, codeLength, encoding }) => {
            const part = bytes(start + at, textLength + codeLength);
            return { text: part.toString(encoding, 0, textLength), code: part.subarray(textLength) };
        };
        return { found, files, read };
    } catch {
        return nothing;
    }
};

/** The file's contents: where packages were found, and each file's state, text and code by its name. */
exports.packed = function packed(found, files) {
    const index = new Map();
    const parts = [];
    let at = 0;
    for (const [name, { state, text, code }] of files) {
        // V8 needs half the memory and time for texts with one byte for each character.
        const encoding = Buffer.from(text, "latin1").toString("latin1") === text ? "latin1" : "utf8";
        const part = Buffer.from(text, encoding);
        index.set(name, { state, encoding, at, textLength: part.length, codeLength: code.length });
        parts.push(part, code);
        at += part.length + code.length;
    }
    const header = v8.serialize({ found, files: index, size: at });
    const length = Buffer.alloc(4);
    length.writeUInt32LE(header.length);
    return Buffer.concat([length, header, ...parts]);
};
