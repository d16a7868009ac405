package main

import (
	"errors"
	"fmt"

	"github.com/google/shlex"
	"github.com/pulumi/pulumi/sdk/v3/nodejs/npm"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

var packageManagers = map[string]npm.PackageManagerType{
	"":     npm.AutoPackageManager,
	"auto": npm.AutoPackageManager,
	"npm":  npm.NpmPackageManager,
	"yarn": npm.YarnPackageManager,
	"pnpm": npm.PnpmPackageManager,
	"bun":  npm.BunPackageManager,
}

// options are `runtime.options` of Pulumi.yaml or PulumiPolicy.yaml.
type options struct {
	// On unless it is switched off.
	typescript, production bool
	tsconfig               string
	// Words of `nodeargs`, split as a shell splits them.
	nodeargs       []string
	packageManager npm.PackageManagerType
}

func optionsOf(info *pulumirpc.ProgramInfo) (options, error) {
	given := info.GetOptions().AsMap()
	read := options{typescript: true}
	var nodeargs, manager string
	wrong := []error{
		take(given, "typescript", &read.typescript, "typescript option must be a boolean"),
		take(given, "production", &read.production, "production option must be a boolean"),
		take(given, "tsconfig", &read.tsconfig, "tsconfigpath option must be a string"),
		take(given, "nodeargs", &nodeargs, "nodeargs option must be a string"),
		take(given, "packagemanager", &manager, "packagemanager option must be a string"),
	}
	known := false
	if read.packageManager, known = packageManagers[manager]; !known {
		wrong = append(wrong, fmt.Errorf("packagemanager option must be one of auto, npm, yarn, pnpm or bun, got %q", manager))
	}
	words, err := shlex.Split(nodeargs)
	read.nodeargs = words
	for _, each := range append(wrong, err) {
		if each != nil {
			return read, each
		}
	}
	return read, nil
}

// take reads an option that may be absent.
func take[T any](given map[string]any, name string, into *T, complaint string) error {
	value, isGiven := given[name]
	if !isGiven {
		return nil
	}
	typed, isRight := value.(T)
	if !isRight {
		return errors.New(complaint)
	}
	*into = typed
	return nil
}

// environment is what the SDK's scripts read the options from.
func (o options) environment() []string {
	var variables []string
	if o.typescript {
		variables = append(variables, "PULUMI_NODEJS_TYPESCRIPT=true")
	}
	if o.tsconfig != "" {
		variables = append(variables, "PULUMI_NODEJS_TSCONFIG_PATH="+o.tsconfig)
	}
	return variables
}
