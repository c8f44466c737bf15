// Ory Hydra. It cannot be installed with "go install", since its module replaces others.
package main

import "github.com/ory/hydra/v2/cmd"

func main() {
	cmd.Execute()
}
