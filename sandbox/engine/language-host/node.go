package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// locate finds a module as Node would from the folder: two copies of the SDK in one process do not mix, so it is the folder's own.
func locate(ctx context.Context, node, module, folder, install string) (string, error) {
	script := fmt.Sprintf(
		`try { console.log(require.resolve('%s')); } catch (error) { console.error(error.code === 'MODULE_NOT_FOUND' ? `+
			`"It looks like the Pulumi SDK has not been installed. Have you run %s?" : error.message); process.exit(1); }`,
		module, install)
	command := exec.CommandContext(ctx, node, "-e", script)
	command.Dir = folder
	out, err := command.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "", errors.New(string(exit.Stderr))
	}
	return strings.TrimSpace(string(out)), err
}

// copied hides that a writer is a file: Node would set this process's own streams to non-blocking if it were given them.
func copied(writer io.Writer) io.Writer {
	return struct{ io.Writer }{writer}
}
