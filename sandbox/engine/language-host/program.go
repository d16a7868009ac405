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
	"strings"
	"sync/atomic"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/logging"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

const (
	// exitReported is the code of the SDK's run scripts when they have already shown the user what is wrong.
	exitReported = 32
	// patience is how long an interrupted program may take to end.
	patience = 5 * time.Second

	outOfMemory = "Detected a possible out of memory error. Consider increasing the memory available to the nodejs process " +
		"by setting the `nodeargs` runtime option in Pulumi.yaml to `nodeargs: --max-old-space-size=<size>` where `<size>` is " +
		"the maximum memory in megabytes that can be allocated to nodejs. " +
		"See https://www.pulumi.com/docs/concepts/projects/project-file/#runtime-options"
)

// Run starts a program by the SDK's cmd/run, in this process's working folder, which the engine sets to the program's.
func (h *host) Run(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	monitor, err := serveMonitor(ctx, request.GetMonitorAddress())
	if err != nil {
		return nil, err
	}
	defer monitor.close()
	if err := h.run(ctx, request, monitor); err != nil {
		if errors.Is(err, errReported) {
			return &pulumirpc.RunResponse{Bail: true}, nil
		}
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	return &pulumirpc.RunResponse{}, nil
}

var errReported = errors.New("the program has said what is wrong")

func (h *host) run(ctx context.Context, request *pulumirpc.RunRequest, monitor *monitor) error {
	node, err := exec.LookPath("node")
	if err != nil {
		return fmt.Errorf("could not find node on the $PATH: %w", err)
	}
	module := os.Getenv("PULUMI_LANGUAGE_NODEJS_RUN_PATH")
	if module == "" {
		module = "@pulumi/pulumi/cmd/run"
	}
	info := request.GetInfo()
	script, err := locate(ctx, node, module, info.GetProgramDirectory(), "pulumi install")
	if err != nil {
		return err
	}
	given, err := optionsOf(info)
	if err != nil {
		return err
	}
	environment, err := configuration(request)
	if err != nil {
		return err
	}
	args := append(append([]string{}, given.nodeargs...), script)
	args = append(args, h.arguments(request, monitor)...)

	either, cancel := context.WithCancel(h.running)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	command := exec.CommandContext(either, node, args...)
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = patience
	command.Env = append(append(os.Environ(), environment...), given.environment()...)
	memory := &memoryWatch{writer: os.Stderr}
	command.Stdout, command.Stderr = copied(os.Stdout), memory
	logging.V(5).Infof("Constructed NodeJS command to run: %s", command)
	return verdict(command.Run(), memory)
}

func verdict(err error, memory *memoryWatch) error {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &exit):
		return fmt.Errorf("Problem executing program (could not run language executor): %w", err)
	case exit.ExitCode() == 0:
		return fmt.Errorf("Program exited unexpectedly: %w", exit)
	case exit.ExitCode() == exitReported:
		return errReported
	case memory.isOut.Load():
		return fmt.Errorf("Program exited with non-zero exit code: %d. %s", exit.ExitCode(), outOfMemory)
	default:
		return fmt.Errorf("Program exited with non-zero exit code: %d", exit.ExitCode())
	}
}

// arguments are those of cmd/run, in the official host's order.
func (h *host) arguments(request *pulumirpc.RunRequest, monitor *monitor) []string {
	info := request.GetInfo()
	var args []string
	add := func(name, value string) {
		if value != "" {
			args = append(args, "--"+name, value)
		}
	}
	add("monitor", monitor.address)
	add("engine", h.engine)
	add("sync", monitor.pipes)
	add("organization", request.GetOrganization())
	add("project", request.GetProject())
	add("root-directory", info.GetRootDirectory())
	add("stack", request.GetStack())
	add("pwd", info.GetProgramDirectory())
	if request.GetDryRun() {
		args = append(args, "--dry-run")
	}
	add("parallel", strconv.Itoa(int(request.GetParallel())))
	add("tracing", h.tracing)
	return append(append(args, info.GetEntryPoint()), request.GetArgs()...)
}

// configuration is the environment by which the SDK gets the stack's config. Keys are in the long form that old SDKs read too.
func configuration(request *pulumirpc.RunRequest) ([]string, error) {
	values := map[string]string{}
	for name, value := range request.GetConfig() {
		key, err := config.ParseKey(name)
		if err != nil {
			return nil, fmt.Errorf("failed to serialize configuration: %w", err)
		}
		values[key.Namespace()+":config:"+key.Name()] = value
	}
	text, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	secrets, err := json.Marshal(append([]string{}, request.GetConfigSecretKeys()...))
	if err != nil {
		return nil, err
	}
	return []string{"PULUMI_CONFIG=" + string(text), "PULUMI_CONFIG_SECRET_KEYS=" + string(secrets)}, nil
}

// memoryWatch passes on what a program says on stderr, and sees there whether V8 ran out of memory.
type memoryWatch struct {
	writer io.Writer
	isOut  atomic.Bool
}

func (w *memoryWatch) Write(data []byte) (int, error) {
	text := string(data)
	if strings.Contains(text, "<--- Last few GCs --->") ||
		strings.Contains(text, "Check failed: needs_context && current_scope_ == closure_scope_") {
		w.isOut.Store(true)
	}
	return w.writer.Write(data)
}
