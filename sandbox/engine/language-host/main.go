// Command language-host is the Node language host of the sandbox: what `pulumi-language-nodejs` does on a normal machine, for
// a machine where that binary is neither downloaded nor served as a Go module. The engine starts it twice for each command,
// reads the port from its first line and calls it by gRPC (pulumirpc.LanguageRuntime). It serves programs, policy packs and
// component providers; what the official host also does (code generation, packing, linking) it refuses by not implementing it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/google/shlex"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// exitReported is the code of @pulumi/pulumi's run scripts when they have already told the user what is wrong.
const exitReported = 32

var pluginScripts = map[string]string{"analyzer": "run-policy-pack", "resource": "run-plugin"}

type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	engine, node, nodeVersion, preload, sdk, sdkVersion string
	mutex                                               sync.Mutex
	children                                            map[*exec.Cmd]struct{}
}

func main() {
	h := &host{children: map[*exec.Cmd]struct{}{}}
	flag.StringVar(&h.node, "node", "node", "Node.js")
	flag.StringVar(&h.nodeVersion, "node-version", "", "its version")
	flag.StringVar(&h.preload, "preload", "", "what each program requires first")
	flag.StringVar(&h.sdk, "sdk", "", "folder of @pulumi/pulumi, for programs that have none of their own")
	flag.StringVar(&h.sdkVersion, "sdk-version", "", "its version")
	flag.Parse()
	h.engine = flag.Arg(flag.NArg() - 1)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, "language host:", err)
		os.Exit(1)
	}
	go h.endWithEngine()
	server := grpc.NewServer(grpc.MaxRecvMsgSize(math.MaxInt32), grpc.MaxSendMsgSize(math.MaxInt32))
	pulumirpc.RegisterLanguageRuntimeServer(server, h)
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	if err := server.Serve(listener); err != nil {
		fmt.Fprintln(os.Stderr, "language host:", err)
	}
}

func (h *host) Run(_ context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	info := request.GetInfo()
	script, err := h.script("run", info.GetProgramDirectory())
	if err != nil {
		return nil, err
	}
	args := []string{script}
	for _, each := range []struct{ name, value string }{
		{"monitor", request.GetMonitorAddress()},
		{"engine", h.engine},
		{"project", request.GetProject()},
		{"stack", request.GetStack()},
		{"organization", request.GetOrganization()},
		{"root-directory", info.GetRootDirectory()},
		{"pwd", request.GetPwd()},
		{"parallel", strconv.Itoa(int(request.GetParallel()))},
	} {
		if each.value != "" {
			args = append(args, "--"+each.name, each.value)
		}
	}
	if request.GetDryRun() {
		args = append(args, "--dry-run")
	}
	program := info.GetEntryPoint()
	if !filepath.IsAbs(program) {
		program = filepath.Join(info.GetProgramDirectory(), program)
	}
	args = append(append(args, program), request.GetArgs()...)
	config, err := json.Marshal(orEmpty(request.GetConfig()))
	if err != nil {
		return nil, err
	}
	secretKeys, err := json.Marshal(append([]string{}, request.GetConfigSecretKeys()...))
	if err != nil {
		return nil, err
	}
	options := info.GetOptions().AsMap()
	typescript, isSet := options["typescript"].(bool)
	environment := []string{
		"PULUMI_CONFIG=" + string(config),
		"PULUMI_CONFIG_SECRET_KEYS=" + string(secretKeys),
		"PULUMI_NODEJS_TYPESCRIPT=" + strconv.FormatBool(typescript || !isSet),
	}
	if file, isSet := options["tsconfig"].(string); isSet {
		environment = append(environment, "PULUMI_NODEJS_TSCONFIG_PATH="+file)
	}
	// The engine shows what the program prints; stdout of this process was read for its first line only.
	nodeargs, _ := options["nodeargs"].(string)
	nodeFlags, err := shlex.Split(nodeargs)
	if err != nil {
		return nil, err
	}
	args = append(nodeFlags, args...)
	code := h.runNode(context.Background(), args, request.GetPwd(), environment, os.Stderr, os.Stderr)
	switch code {
	case 0:
		return &pulumirpc.RunResponse{}, nil
	case exitReported:
		return &pulumirpc.RunResponse{Bail: true}, nil
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("Program exited with code %d", code)}, nil
	}
}

func (h *host) RunPlugin(
	request *pulumirpc.RunPluginRequest, stream grpc.ServerStreamingServer[pulumirpc.RunPluginResponse],
) error {
	name, isKnown := pluginScripts[request.GetKind()]
	if !isKnown {
		return status.Errorf(codes.Unimplemented, "the sandbox's language host runs no %s plugin", request.GetKind())
	}
	folder := request.GetInfo().GetProgramDirectory()
	script, err := h.script(name, folder)
	if err != nil {
		return err
	}
	args := append(append([]string{script}, request.GetArgs()...), folder)
	pwd := request.GetPwd()
	if pwd == "" {
		pwd = folder
	}
	var sending sync.Mutex
	send := func(response *pulumirpc.RunPluginResponse) error {
		sending.Lock()
		defer sending.Unlock()
		return stream.Send(response)
	}
	stdout := writer(func(data []byte) error {
		return send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stdout{Stdout: data}})
	})
	stderr := writer(func(data []byte) error {
		return send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stderr{Stderr: data}})
	})
	code := h.runNode(stream.Context(), args, pwd, request.GetEnv(), stdout, stderr)
	return send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: int32(code)}})
}

// script finds a run script of the program's own @pulumi/pulumi, as the official host does: two copies in one process do not
// mix.
func (h *host) script(name, folder string) (string, error) {
	// As Node does, which knows no links in a module's path.
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	for dir := folder; ; dir = filepath.Dir(dir) {
		script := filepath.Join(dir, "node_modules", "@pulumi", "pulumi", "cmd", name, "index.js")
		if _, err := os.Stat(script); err == nil {
			return script, nil
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	script := filepath.Join(h.sdk, "cmd", name, "index.js")
	if _, err := os.Stat(script); err != nil {
		return "", fmt.Errorf("@pulumi/pulumi is not installed for %s", folder)
	}
	return script, nil
}

// runNode answers the exit code; 1 for a program that could not be started or was killed, as it is when ctx ends.
func (h *host) runNode(
	ctx context.Context, args []string, pwd string, environment []string, stdout, stderr io.Writer,
) int {
	// A program lives for seconds: V8's optimizing compiler takes longer than it saves, and memory is cleaned seldom (#4).
	flags := []string{"--no-opt", "--min-semi-space-size=16", "--max-semi-space-size=32", "--require", h.preload}
	child := exec.Command(h.node, append(flags, args...)...)
	child.Dir, child.Env, child.Stdout, child.Stderr = pwd, append(os.Environ(), environment...), stdout, stderr
	h.mutex.Lock()
	err := child.Start()
	if err == nil {
		h.children[child] = struct{}{}
	}
	h.mutex.Unlock()
	if err != nil {
		fmt.Fprintln(os.Stderr, "language host:", err)
		return 1
	}
	stop := context.AfterFunc(ctx, func() { _ = child.Process.Signal(syscall.SIGTERM) })
	defer stop()
	err = child.Wait()
	h.mutex.Lock()
	delete(h.children, child)
	h.mutex.Unlock()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		return exit.ExitCode()
	default:
		return 1
	}
}

// endWithEngine ends this process and its programs by a signal, and with an engine that was killed, which says no goodbye.
func (h *host) endWithEngine() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	engine := os.Getppid()
	for tick := time.Tick(time.Second); ; {
		select {
		case <-signals:
		case <-tick:
			if os.Getppid() == engine {
				continue
			}
		}
		h.mutex.Lock() // for good: nothing is started any more
		for child := range h.children {
			_ = child.Process.Signal(syscall.SIGTERM)
		}
		os.Exit(0)
	}
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: h.sdkVersion}, nil
}

func (h *host) GetRequiredPackages(
	context.Context, *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	return &pulumirpc.GetRequiredPackagesResponse{}, nil
}

func (h *host) GetProgramDependencies(
	context.Context, *pulumirpc.GetProgramDependenciesRequest,
) (*pulumirpc.GetProgramDependenciesResponse, error) {
	return &pulumirpc.GetProgramDependenciesResponse{}, nil
}

func (h *host) About(context.Context, *pulumirpc.AboutRequest) (*pulumirpc.AboutResponse, error) {
	return &pulumirpc.AboutResponse{Executable: h.node, Version: h.nodeVersion}, nil
}

func (h *host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

// InstallDependencies has nothing to do: `npm ci` has done it.
func (h *host) InstallDependencies(
	*pulumirpc.InstallDependenciesRequest, grpc.ServerStreamingServer[pulumirpc.InstallDependenciesResponse],
) error {
	return nil
}

func orEmpty(config map[string]string) map[string]string {
	if config == nil {
		return map[string]string{}
	}
	return config
}

type writer func(data []byte) error

func (w writer) Write(data []byte) (int, error) {
	// What is sent may be kept longer than the caller keeps its buffer.
	return len(data), w(append([]byte(nil), data...))
}
