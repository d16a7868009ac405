//go:build tools

// Package engine pins the Pulumi engine that the sandbox builds where the official one cannot be downloaded.
// `go install …@version` refuses a module with replace directives, so a module of our own imports its main package.
package engine

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
