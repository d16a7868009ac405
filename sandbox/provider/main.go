// Command pulumi-resource-aws is the AWS provider of the sandbox: HashiCorp's Terraform provider behind Pulumi's bridge,
// like the official plugin, with only the services that this project uses (services.json) and some versions older.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hashicorp/terraform-provider-aws/xpprovider"
	pfbridge "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfgen"
	shimv2 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag/colors"
)

//go:embed services.json
var servicesJSON []byte

// makeSchemaFlag prints the package schema. The set-up stores it beside the binary, because making it takes longer
// than everything else at start.
const makeSchemaFlag = "--make-schema"

const schemaFile = "schema.json"

// version is set by the linker: that of the npm package, which the engine asks for, and as build metadata that of
// HashiCorp's provider in go.mod, which is what this plugin is.
var version = "0.0.0"

func main() {
	ctx := context.Background()
	info, err := providerInfo(ctx)
	exitOn(err)
	if len(os.Args) > 1 && os.Args[1] == makeSchemaFlag {
		schema, err := makeSchema(info)
		exitOn(err)
		_, err = os.Stdout.Write(schema)
		exitOn(err)
		return
	}
	schema, err := readSchema()
	exitOn(err)
	pfbridge.MainWithMuxer(ctx, "aws", info, schema)
}

func providerInfo(ctx context.Context) (tfbridge.ProviderInfo, error) {
	framework, sdk, err := xpprovider.GetProvider(ctx)
	if err != nil {
		return tfbridge.ProviderInfo{}, err
	}
	info := tfbridge.ProviderInfo{
		Name:         "aws",
		Version:      version,
		P:            pfbridge.MuxShimWithPF(ctx, shimv2.NewProvider(sdk), framework),
		MetadataInfo: tfbridge.NewProviderMetadata([]byte("{}")),
		// Any folder: without one the bridge fetches the whole Terraform provider to look for its documentation.
		UpstreamRepoPath: os.TempDir(),
	}
	if err := mapTokens(&info); err != nil {
		return info, err
	}
	return info, storeDispatch(&info)
}

func makeSchema(info tfbridge.ProviderInfo) ([]byte, error) {
	result, err := tfgen.GenerateSchemaWithOptions(tfgen.GenerateSchemaOptions{
		ProviderInfo:    info,
		DiagnosticsSink: diag.DefaultSink(os.Stderr, os.Stderr, diag.FormatOptions{Color: colors.Never}),
		XInMemoryDocs:   true,
	})
	if err != nil {
		return nil, err
	}
	return json.Marshal(result.PackageSpec)
}

func readSchema() ([]byte, error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(filepath.Dir(executable), schemaFile))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-resource-aws (sandbox):", err)
		os.Exit(1)
	}
}
