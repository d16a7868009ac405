package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/logging"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
)

// monitor is the engine's resource monitor as a program reaches it: through this process, and, for calls that must return before
// JavaScript goes on, by a pair of named pipes.
type monitor struct {
	address, pipes string
	stop           []func()
}

func serveMonitor(ctx context.Context, engine string) (*monitor, error) {
	served := &monitor{}
	connection, err := grpc.NewClient(engine, append(rpcutil.TracingInterceptorDialOptions(),
		grpc.WithTransportCredentials(insecure.NewCredentials()), rpcutil.GrpcChannelOptions())...)
	if err != nil {
		return nil, err
	}
	cancel := make(chan bool)
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: cancel,
		Options: []grpc.ServerOption{
			grpc.ForceServerCodec(frameCodec{}),
			grpc.UnknownServiceHandler(func(_ any, stream grpc.ServerStream) error { return forward(stream, connection) }),
		},
	})
	if err != nil {
		return nil, err
	}
	served.address = fmt.Sprintf("127.0.0.1:%d", handle.Port)
	served.stop = append(served.stop, func() { close(cancel) })
	if err := served.servePipes(ctx, pulumirpc.NewResourceMonitorClient(connection)); err != nil {
		served.close()
		return nil, err
	}
	served.stop = append(served.stop, func() { connection.Close() })
	return served, nil
}

func (m *monitor) close() {
	for _, stop := range m.stop {
		stop()
	}
}

// frame is a message as it is on the wire.
type frame []byte

type frameCodec struct{}

func (frameCodec) Name() string { return "proto" }

func (frameCodec) Marshal(message any) ([]byte, error) {
	if frame, isFrame := message.(*frame); isFrame {
		return *frame, nil
	}
	return proto.Marshal(message.(proto.Message))
}

func (frameCodec) Unmarshal(data []byte, message any) error {
	if frame, isFrame := message.(*frame); isFrame {
		*frame = append([]byte{}, data...)
		return nil
	}
	return proto.Unmarshal(data, message.(proto.Message))
}

// forward passes a call on to the engine, message by message in both directions.
func forward(program grpc.ServerStream, connection *grpc.ClientConn) error {
	method, _ := grpc.MethodFromServerStream(program)
	sent, _ := metadata.FromIncomingContext(program.Context())
	ctx, cancel := context.WithCancel(metadata.NewOutgoingContext(program.Context(), sent.Copy()))
	defer cancel()
	both := &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}
	engine, err := connection.NewStream(ctx, both, method, grpc.ForceCodec(frameCodec{}))
	if err != nil {
		return err
	}
	go func() {
		for {
			message := frame{}
			if err := program.RecvMsg(&message); err != nil {
				_ = engine.CloseSend()
				return
			}
			if engine.SendMsg(&message) != nil {
				return // its response says why
			}
		}
	}()
	for {
		message := frame{}
		if err := engine.RecvMsg(&message); err == io.EOF {
			program.SetTrailer(engine.Trailer())
			return nil
		} else if err != nil {
			return err
		}
		if err := program.SendMsg(&message); err != nil {
			return err
		}
	}
}

// servePipes makes the pipes and serves an Invoke for each request: its length in four bytes, then the message; the response likewise.
func (m *monitor) servePipes(ctx context.Context, target pulumirpc.ResourceMonitorClient) error {
	folder, err := os.MkdirTemp("", "pulumi-node-pipes")
	if err != nil {
		return err
	}
	m.pipes = folder
	m.stop = append(m.stop, func() { _ = os.RemoveAll(folder) })
	var ends [2]*os.File
	for index, name := range []string{"invoke_req", "invoke_res"} {
		file := filepath.Join(folder, name)
		if err := syscall.Mkfifo(file, 0o600); err != nil {
			return err
		}
		// For both directions, so that it opens at once, whoever else has opened it.
		if ends[index], err = os.OpenFile(file, os.O_RDWR, 0); err != nil {
			return err
		}
		m.stop = append(m.stop, func() { _ = ends[index].Close() })
	}
	go func() {
		for {
			if err := answer(ctx, target, ends[0], ends[1]); err != nil {
				logging.V(10).Infof("Sync invoke: %s", err)
				return
			}
		}
	}()
	return nil
}

func answer(ctx context.Context, target pulumirpc.ResourceMonitorClient, requests io.Reader, responses io.Writer) error {
	var length uint32
	if err := binary.Read(requests, binary.BigEndian, &length); err != nil {
		return err
	}
	data := make([]byte, length)
	if _, err := io.ReadFull(requests, data); err != nil {
		return err
	}
	var request pulumirpc.ResourceInvokeRequest
	if err := proto.Unmarshal(data, &request); err != nil {
		return err
	}
	response, err := target.Invoke(ctx, &request)
	if err != nil {
		return err
	}
	if data, err = proto.Marshal(response); err != nil {
		return err
	}
	if err := binary.Write(responses, binary.BigEndian, uint32(len(data))); err != nil {
		return err
	}
	_, err = responses.Write(data)
	return err
}
