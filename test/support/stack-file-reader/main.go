// Command stack-file-reader reads stack files as the engine does, by the engine's own packages: one file after another, where each
// `pulumi config` starts an engine. A test holds it against `pulumi config` itself.
//
// Its argument is the folder of Pulumi.yaml. Each line of its input is a file's bytes in base64, each line of its output the config that a
// program gets of it, or the error in which the engine ends; and the same of the file as `pulumi config set` of another key writes it.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	pkgworkspace "github.com/pulumi/pulumi/pkg/v3/workspace"
	"github.com/pulumi/pulumi/sdk/v3/go/common/encoding"
	"github.com/pulumi/pulumi/sdk/v3/go/common/esc"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
)

type reading struct {
	Config    map[string]string `json:"config,omitempty"`
	Rewritten map[string]string `json:"rewritten,omitempty"`
	Error     string            `json:"error,omitempty"`
}

// probe is the key that is set to see what becomes of the others.
var probe = config.MustMakeKey("probe", "key")

func main() {
	project, err := workspace.LoadProject(filepath.Join(os.Args[1], "Pulumi.yaml"))
	if err != nil {
		panic(err)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for lines.Scan() {
		text, err := base64.StdEncoding.DecodeString(lines.Text())
		if err != nil {
			panic(err)
		}
		if err := out.Encode(read(project, text)); err != nil {
			panic(err)
		}
	}
}

// read is what `pulumi preview` does between the file and the program.
func read(project *workspace.Project, text []byte) (result reading) {
	defer func() {
		// The engine ends in a panic of its own on some files.
		if caught := recover(); caught != nil {
			result = reading{Error: fmt.Sprint(caught)}
		}
	}()
	values, stack, err := readConfig(project, text)
	if err != nil {
		return reading{Error: err.Error()}
	}
	stack.Config[probe] = config.NewValue("x")
	written, err := encoding.YAML.Marshal(stack)
	if err != nil {
		return reading{Config: values, Error: err.Error()}
	}
	rewritten, _, err := readConfig(project, written)
	if err != nil {
		return reading{Config: values, Error: err.Error()}
	}
	delete(rewritten, probe.String())
	return reading{Config: values, Rewritten: rewritten}
}

func readConfig(project *workspace.Project, text []byte) (map[string]string, *workspace.ProjectStack, error) {
	if len(text) >= 3 && text[0] == 0xef && text[1] == 0xbb && text[2] == 0xbf {
		text = text[3:]
	}
	stack, err := workspace.LoadProjectStackBytes(nil, project, text, "Pulumi.probe.yaml", encoding.YAML)
	if err != nil {
		return nil, nil, err
	}
	err = pkgworkspace.ValidateStackConfigAndApplyProjectConfig(
		context.Background(), "probe", project, esc.Value{}, stack.Config, config.NopEncrypter, config.NewPanicCrypter())
	if err != nil {
		return nil, nil, err
	}
	decrypted, err := stack.Config.Decrypt(config.NewPanicCrypter())
	if err != nil {
		return nil, nil, err
	}
	values := map[string]string{}
	for key, value := range decrypted {
		values[key.String()] = value
	}
	return values, stack, nil
}
