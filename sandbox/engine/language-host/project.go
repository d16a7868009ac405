package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/executable"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/nodejs/npm"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// About says which Node.js, package manager and TypeScript a program has.
func (h *host) About(ctx context.Context, request *pulumirpc.AboutRequest) (*pulumirpc.AboutResponse, error) {
	manager, err := managerOf(request.GetInfo())
	if err != nil {
		return nil, err
	}
	node, err := executable.FindExecutable("node")
	if err != nil {
		return nil, fmt.Errorf("could not find executable \"node\": %w", err)
	}
	said := func(folder string, args ...string) string {
		command := exec.CommandContext(ctx, node, args...)
		command.Dir = folder
		out, _ := command.Output() // what cannot be found out is left out
		return strings.TrimSpace(string(out))
	}
	metadata := map[string]string{"packagemanager": manager.Name()}
	if version, err := manager.Version(); err == nil {
		metadata["packagemanagerVersion"] = version.String()
	}
	folder := request.GetInfo().GetProgramDirectory()
	if typescript := said(folder, "-e", "console.log(require('typescript/package.json').version)"); typescript != "" {
		metadata["typescriptVersion"] = typescript
	}
	return &pulumirpc.AboutResponse{Executable: node, Version: said("", "--version"), Metadata: metadata}, nil
}

func (h *host) GetProgramDependencies(
	ctx context.Context, request *pulumirpc.GetProgramDependenciesRequest,
) (*pulumirpc.GetProgramDependenciesResponse, error) {
	manager, err := managerOf(request.GetInfo())
	if err != nil {
		return nil, err
	}
	folder := request.GetInfo().GetProgramDirectory()
	packages, err := manager.ListPackages(ctx, folder, request.GetTransitiveDependencies())
	if err != nil {
		return nil, fmt.Errorf("failed to get node dependencies: %w", err)
	}
	response := &pulumirpc.GetProgramDependenciesResponse{}
	for _, each := range packages {
		response.Dependencies = append(response.Dependencies, &pulumirpc.DependencyInfo{Name: each.Name, Version: each.Version})
	}
	return response, nil
}

// InstallDependencies is `npm install`, or what another package manager calls it.
func (h *host) InstallDependencies(
	request *pulumirpc.InstallDependenciesRequest,
	stream grpc.ServerStreamingServer[pulumirpc.InstallDependenciesResponse],
) error {
	closer, stdout, stderr, err := rpcutil.MakeInstallDependenciesStreams(stream, request.GetIsTerminal())
	if err != nil {
		return err
	}
	defer closer.Close()
	given, err := optionsOf(request.GetInfo())
	if err != nil {
		return fmt.Errorf("failed to parse options: %w", err)
	}
	fmt.Fprint(stdout, "Installing dependencies...\n\n")
	folder := request.GetInfo().GetProgramDirectory()
	if root, err := npm.FindWorkspaceRoot(folder); err == nil {
		fmt.Fprintf(stdout, "Detected workspace root at %s\n", root)
		folder = root
	} else if !errors.Is(err, npm.ErrNotInWorkspace) {
		return fmt.Errorf("failure while trying to find workspace root: %w", err)
	}
	name, err := npm.Install(stream.Context(), given.packageManager, folder, given.production, stdout, stderr)
	if err != nil {
		return fmt.Errorf("%s install failed: %w", name, err)
	}
	fmt.Fprint(stdout, "Finished installing dependencies\n\n")
	return closer.Close()
}

func (h *host) RuntimeOptionsPrompts(
	_ context.Context, request *pulumirpc.RuntimeOptionsRequest,
) (*pulumirpc.RuntimeOptionsResponse, error) {
	response := &pulumirpc.RuntimeOptionsResponse{}
	if _, isGiven := request.GetInfo().GetOptions().AsMap()["packagemanager"]; !isGiven {
		text := pulumirpc.RuntimeOptionPrompt_STRING
		response.Prompts = append(response.Prompts, &pulumirpc.RuntimeOptionPrompt{
			Key:         "packagemanager",
			Description: "The package manager to use for installing dependencies",
			PromptType:  text,
			Choices:     plugin.MakeExecutablePromptChoices("npm", "pnpm", "yarn", "bun"),
			Default:     &pulumirpc.RuntimeOptionPrompt_RuntimeOptionValue{PromptType: text, StringValue: "npm"},
		})
	}
	return response, nil
}

func (h *host) Template(context.Context, *pulumirpc.TemplateRequest) (*pulumirpc.TemplateResponse, error) {
	return &pulumirpc.TemplateResponse{}, nil
}

func managerOf(info *pulumirpc.ProgramInfo) (npm.PackageManager, error) {
	given, err := optionsOf(info)
	if err != nil {
		return nil, fmt.Errorf("failed to parse options: %w", err)
	}
	return npm.ResolvePackageManager(given.packageManager, info.GetProgramDirectory())
}
