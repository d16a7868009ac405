package main

import (
	"encoding/json"
	"fmt"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/tokens"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/x/muxer"
	"github.com/pulumi/pulumi-terraform-bridge/v3/unstable/metadata"
	pulumitokens "github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

// irregularModules are the Terraform prefixes whose Pulumi module is not the name of a service package.
var irregularModules = map[string]string{
	"ce":     "costexplorer",
	"config": "cfg", // the configservice package
	"ebs":    "ebs", // part of the ec2 package
}

// irregularTokens are the resources that the official plugin names otherwise than by rule, or that have no prefix.
// The parity test (test/e2e/parity.test.ts) finds the missing ones among those that this project uses.
var irregularTokens = map[string]string{
	"aws_account_alternate_contact":            "aws:account/alternativeContact:AlternativeContact",
	"aws_cloudtrail":                           "aws:cloudtrail/trail:Trail",
	"aws_config_config_rule":                   "aws:cfg/rule:Rule",
	"aws_config_configuration_recorder":        "aws:cfg/recorder:Recorder",
	"aws_config_configuration_recorder_status": "aws:cfg/recorderStatus:RecorderStatus",
	"aws_default_vpc":                          "aws:ec2/defaultVpc:DefaultVpc",
	"aws_cloudwatch_metric_alarm":              "aws:cloudwatch/metricAlarm:MetricAlarm",
	"aws_iam_openid_connect_provider":          "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
	"aws_sns_topic_subscription":               "aws:sns/topicSubscription:TopicSubscription",
	"aws_vpc_ipam_organization_admin_account":  "aws:ec2/vpcIpamOrganizationAdminAccount:VpcIpamOrganizationAdminAccount",
}

// irregularFields are the properties that the official plugin names otherwise than by rule.
var irregularFields = map[string]map[string]string{
	"aws_cloudwatch_metric_alarm": {"alarm_name": "name"},
	"aws_sns_topic_subscription":  {"topic_arn": "topic"},
}

// mapTokens gives every Terraform resource and data source the Pulumi token that the official plugin gives it.
func mapTokens(info *tfbridge.ProviderInfo) error {
	var services []string
	if err := json.Unmarshal(servicesJSON, &services); err != nil {
		return fmt.Errorf("services.json: %w", err)
	}
	modules := map[string]string{}
	for _, service := range services {
		modules[service] = service
	}
	for prefix, module := range irregularModules {
		modules[prefix] = module
	}
	info.Resources = map[string]*tfbridge.ResourceInfo{}
	for name, token := range irregularTokens {
		if _, ok := info.P.ResourcesMap().GetOk(name); ok {
			fields := map[string]*tfbridge.SchemaInfo{}
			for field, property := range irregularFields[name] {
				fields[field] = &tfbridge.SchemaInfo{Name: property}
			}
			info.Resources[name] = &tfbridge.ResourceInfo{Tok: pulumitokens.Type(token), Fields: fields}
		}
	}
	return info.ComputeTokens(tokens.MappedModules("aws_", "index", modules, tokens.MakeStandard("aws")))
}

// storeDispatch records which half (SDK v2 or plugin framework) serves each token; the official plugin does it when it
// is built. The shim's type is internal to the bridge, so it is named by its method.
func storeDispatch(info *tfbridge.ProviderInfo) error {
	shim, ok := info.P.(interface {
		ResolveDispatch(*tfbridge.ProviderInfo) (muxer.DispatchTable, error)
	})
	if !ok {
		return fmt.Errorf("the bridge's muxed shim has no ResolveDispatch: %T", info.P)
	}
	table, err := shim.ResolveDispatch(info)
	if err != nil {
		return err
	}
	return metadata.Set(info.GetMetadata(), "mux", table)
}
