package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"syscall"

	"github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/logging"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// RunPlugin starts a policy pack or a provider. `nodeargs` come after the script here, where Node takes them for the script's
// own: the official host has them there too.
func (h *host) RunPlugin(
	request *pulumirpc.RunPluginRequest, stream grpc.ServerStreamingServer[pulumirpc.RunPluginResponse],
) error {
	ctx := stream.Context()
	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(stream, false)
	if err != nil {
		return err
	}
	defer closer.Close()
	command, proxy, err := pluginCommand(ctx, request, stdout)
	if err != nil {
		return err
	}
	if proxy == nil {
		command.Stdout = stdout
	} else {
		command.Stdout = proxy.stdout
	}
	command.Stderr = stderr
	logging.V(5).Infof("Constructed NodeJS command to run: %s", command)
	if err = command.Start(); err == nil {
		if proxy == nil {
			err = command.Wait()
		} else if err = proxy.Attach(ctx, command); err != nil {
			err = fmt.Errorf("could not attach policy pack proxy: %w", err)
		}
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if status, isKnown := exit.Sys().(syscall.WaitStatus); isKnown {
			return fmt.Errorf("Program exited with non-zero exit code: %d", status.ExitStatus())
		}
		return fmt.Errorf("Program exited unexpectedly: %w", exit)
	}
	if err != nil {
		return fmt.Errorf("Problem executing plugin program (could not run language executor): %w", err)
	}
	return closer.Close()
}

// policyProxy is between the engine and a policy pack, whose SDK reads the stack from its environment as it starts.
type policyProxy struct {
	*sdk.PolicyProxy
	stdout io.Writer
}

func pluginCommand(
	ctx context.Context, request *pulumirpc.RunPluginRequest, stdout io.Writer,
) (*exec.Cmd, *policyProxy, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, nil, err
	}
	given, err := optionsOf(request.GetInfo())
	if err != nil {
		return nil, nil, err
	}
	folder := request.GetInfo().GetProgramDirectory()
	isPack := request.GetKind() == string(apitype.AnalyzerPlugin)
	module := "@pulumi/pulumi/cmd/run-policy-pack"
	if !isPack {
		if module = os.Getenv("PULUMI_LANGUAGE_NODEJS_RUN_PATH"); module == "" {
			module = "@pulumi/pulumi/cmd/run-plugin"
		}
	}
	script, err := locate(ctx, node, module, folder, "npm install in "+folder)
	if err != nil {
		return nil, nil, err
	}
	args := append([]string{script}, given.nodeargs...)
	environment := append(append([]string{}, request.GetEnv()...), given.environment()...)
	if !isPack {
		command := exec.CommandContext(ctx, node, append(append(args, folder), request.GetArgs()...)...)
		command.Dir, command.Env = request.GetPwd(), environment
		return command, nil, nil
	}
	proxy, err := newPolicyProxy(ctx, stdout)
	if err != nil {
		return nil, nil, err
	}
	stack, err := proxy.environment(ctx)
	if err != nil {
		return nil, nil, err
	}
	command := exec.CommandContext(ctx, node, append(append(args, request.GetArgs()...), folder)...)
	command.Dir, command.Env = folder, append(environment, stack...)
	return command, proxy, nil
}

func newPolicyProxy(ctx context.Context, stdout io.Writer) (*policyProxy, error) {
	proxy, through, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return nil, fmt.Errorf("could not start policy pack proxy: %w", err)
	}
	return &policyProxy{proxy, through}, nil
}

// environment waits for what the engine says of the stack, which `pulumi policy publish` never does.
func (p *policyProxy) environment(ctx context.Context) ([]string, error) {
	stack, err := p.AwaitConfiguration(ctx)
	if err != nil {
		return nil, fmt.Errorf("could not get stack configuration: %w", err)
	}
	if stack == nil {
		return nil, nil
	}
	variables := []string{"PULUMI_NODEJS_DRY_RUN=" + strconv.FormatBool(stack.GetDryRun())}
	for _, each := range []struct{ name, value string }{
		{"PULUMI_NODEJS_ORGANIZATION", stack.GetOrganization()},
		{"PULUMI_NODEJS_PROJECT", stack.GetProject()},
		{"PULUMI_NODEJS_STACK", stack.GetStack()},
	} {
		if each.value != "" {
			variables = append(variables, each.name+"="+each.value)
		}
	}
	if stack.GetConfig() != nil {
		text, err := json.Marshal(stack.GetConfig())
		if err != nil {
			return nil, fmt.Errorf("could not marshal stack configuration: %w", err)
		}
		variables = append(variables, "PULUMI_CONFIG="+string(text))
	}
	return variables, nil
}
