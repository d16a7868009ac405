package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/logging"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// GetRequiredPackages names the plugins of all packages below the program that say they have one, whether the program uses them
// or not. The engine looks for each, and installs it where it may.
func (h *host) GetRequiredPackages(
	_ context.Context, request *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	scan := packageScan{seen: map[string]bool{}}
	scan.folder(request.GetInfo().GetProgramDirectory(), false)
	if err := errors.Join(scan.faults...); err != nil {
		logging.V(3).Infof("one or more errors while discovering plugins: %s", err)
	}
	return &pulumirpc.GetRequiredPackagesResponse{Packages: scan.found}, nil
}

type packageScan struct {
	seen   map[string]bool
	found  []*pulumirpc.PackageDependency
	faults []error
}

func (s *packageScan) folder(dir string, inModules bool) {
	if s.seen[dir] {
		return
	}
	s.seen[dir] = true
	entries, err := os.ReadDir(dir)
	if err != nil {
		s.faults = append(s.faults, err)
		return
	}
	for _, entry := range entries {
		name, file, isDir := entry.Name(), filepath.Join(dir, entry.Name()), entry.IsDir()
		if entry.Type()&fs.ModeSymlink != 0 {
			if file, isDir, err = followed(file); err != nil {
				s.faults = append(s.faults, err)
				continue
			}
		}
		switch {
		case isDir:
			// The plugins of a policy pack are no dependencies of the program.
			if pack, err := workspace.DetectPolicyPackPathAt(file); pack == "" && err == nil {
				s.folder(file, inModules || filepath.Base(dir) == "node_modules")
			}
		case inModules && name == "package.json":
			if err := s.manifest(file); err != nil {
				s.faults = append(s.faults, fmt.Errorf("%s: %w", file, err))
			}
		}
	}
}

func followed(link string) (file string, isDir bool, err error) {
	if file, err = filepath.EvalSymlinks(link); err != nil {
		return "", false, err
	}
	info, err := os.Stat(file)
	return file, err == nil && info.IsDir(), err
}

func (s *packageScan) manifest(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var manifest struct {
		Name, Version string
		Pulumi        plugin.PulumiPluginJSON
	}
	if err := json.Unmarshal(text, &manifest); err != nil || !manifest.Pulumi.Resource {
		return err
	}
	own := manifest.Pulumi
	name, version := own.Name, own.Version
	if name == "" {
		isOfficial := false
		if name, isOfficial = strings.CutPrefix(manifest.Name, "@pulumi/"); !isOfficial {
			return fmt.Errorf("Missing property \"name\" for the third-party plugin '%s'", manifest.Name)
		}
	}
	if version == "" {
		version = manifest.Version
	}
	if name == "" || version == "" {
		return errors.New("has a plugin without name or version")
	}
	s.found = append(s.found, &pulumirpc.PackageDependency{
		Name:             name,
		Kind:             "resource",
		Version:          "v" + strings.TrimPrefix(version, "v"),
		Server:           own.Server,
		Parameterization: parameterization(own.Parameterization),
		Extension:        parameterization(own.ExtensionParameterization),
	})
	return nil
}

func parameterization(given *plugin.PulumiParameterizationJSON) *pulumirpc.PackageParameterization {
	if given == nil {
		return nil
	}
	return &pulumirpc.PackageParameterization{Name: given.Name, Version: given.Version, Value: given.Value}
}
