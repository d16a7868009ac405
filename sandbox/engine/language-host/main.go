// Command language-host is the Node language host of the sandbox: what `pulumi-language-nodejs` is on a normal machine, for a
// machine where that binary is neither downloaded nor served as a Go module. The engine starts it with its own address, reads the
// port from its first line and calls it by gRPC (pulumirpc.LanguageRuntime).
//
// It starts programs, policy packs and plugins with the arguments, flags, environment and folders that the official one of the
// engine's version gives them, and ends as that does. What it leaves out it refuses by name (codes.Unimplemented):
// it generates no code, packs and links no SDK, attaches no debugger, and knows Node.js alone.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/logging"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

// healthPeriod is how often the host looks whether the engine is still there.
const healthPeriod = 5 * time.Minute

type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	engine, tracing string
	// Ends when the engine asks to cancel.
	running context.Context
	cancel  context.CancelFunc
}

func main() {
	tracing := flag.String("tracing", "", "a Zipkin-compatible endpoint that is passed on to programs")
	showVersion := flag.Bool("version", false, "print the version")
	flag.Parse()
	if *showVersion {
		fmt.Println(version.Version)
		return
	}
	logging.InitLogging(false, 0, false)
	ctx, cancel := context.WithCancel(context.Background())
	h := &host{engine: flag.Arg(0), tracing: *tracing, running: ctx, cancel: cancel}
	if err := h.serve(); err != nil {
		fmt.Fprintln(os.Stderr, "language host:", err)
		os.Exit(1)
	}
}

func (h *host) serve() error {
	ending, end := signal.NotifyContext(context.Background(), os.Interrupt)
	if h.engine != "" {
		if err := rpcutil.Healthcheck(ending, h.engine, healthPeriod, end); err != nil {
			return err
		}
	}
	cancel := make(chan bool)
	context.AfterFunc(ending, func() {
		end() // a second interrupt ends it at once
		close(cancel)
	})
	server, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel:  cancel,
		Options: rpcutil.TracingServerInterceptorOptions(nil),
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, h)
			return nil
		},
	})
	if err != nil {
		return err
	}
	fmt.Println(server.Port)
	return <-server.Done
}

func (h *host) Handshake(
	_ context.Context, request *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	h.engine = request.GetEngineAddress()
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}

func (h *host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	h.cancel()
	return &emptypb.Empty{}, nil
}
