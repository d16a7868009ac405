// What the AWS SDK for Go makes of shared files: Pulumi's provider is built of it. Each line of standard input names a profile and two
// files; each line of standard output has what was found: the calls of STS that it takes, by whose keys, and the last session's keys.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
)

type question struct {
	Profile     string `json:"profile"`
	Config      string `json:"config"`
	Credentials string `json:"credentials"`
}

type call struct {
	Key        string `json:"key"`
	Role       string `json:"role"`
	Serial     string `json:"serial,omitempty"`
	ExternalID string `json:"externalId,omitempty"`
}

type answer struct {
	Calls  []call `json:"calls"`
	Key    string `json:"key,omitempty"`
	Region string `json:"region,omitempty"`
	Error  string `json:"error,omitempty"`
}

var keyOf = regexp.MustCompile(`Credential=([^/]+)/`)

// sts gives out keys that are named for the role, and notes who asked.
type sts struct {
	mutex sync.Mutex
	calls []call
}

func (s *sts) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	role := r.Form.Get("RoleArn")
	key := ""
	if found := keyOf.FindStringSubmatch(r.Header.Get("Authorization")); found != nil {
		key = found[1]
	}
	s.mutex.Lock()
	s.calls = append(s.calls, call{key, role, r.Form.Get("SerialNumber"), r.Form.Get("ExternalId")})
	s.mutex.Unlock()
	name := role[strings.LastIndex(role, "/")+1:]
	w.Header().Set("Content-Type", "text/xml")
	action := r.Form.Get("Action")
	fmt.Fprintf(w, `<%[1]sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%[1]sResult><Credentials>`+
		`<AccessKeyId>SESSION-%[2]s</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>`+
		`<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></%[1]sResult></%[1]sResponse>`, action, url.PathEscape(name))
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		text, _ := json.Marshal(answerTo(asked))
		fmt.Println(string(text))
	}
}

func answerTo(asked question) (found answer) {
	server := &sts{calls: []call{}}
	listener := httptest.NewServer(server)
	defer listener.Close()
	defer func() {
		if crash := recover(); crash != nil {
			found = answer{Calls: []call{}, Error: fmt.Sprint("panic: ", crash)}
		}
	}()
	os.Setenv("AWS_ENDPOINT_URL_STS", listener.URL)
	ctx := context.Background()
	loaded, err := config.LoadDefaultConfig(ctx,
		config.WithSharedConfigProfile(asked.Profile),
		config.WithSharedConfigFiles([]string{asked.Config}),
		config.WithSharedCredentialsFiles([]string{asked.Credentials}),
		config.WithDefaultRegion("us-east-1"),
		config.WithRetryer(func() aws.Retryer { return aws.NopRetryer{} }),
		config.WithAssumeRoleCredentialOptions(func(options *stscreds.AssumeRoleOptions) {
			options.TokenProvider = func() (string, error) { return "123456", nil }
		}))
	if err != nil {
		return answer{Calls: []call{}, Error: err.Error()}
	}
	keys, err := loaded.Credentials.Retrieve(ctx)
	if err != nil {
		return answer{Calls: server.calls, Region: loaded.Region, Error: err.Error()}
	}
	return answer{Calls: server.calls, Key: keys.AccessKeyID, Region: loaded.Region}
}
