"""The sandbox's AWS: moto's server with what this project needs and moto lacks.

It is a stand-in for AWS: it evaluates no service control policy. Each module changes one service of moto and
names the AWS API page that it follows. What neither moto nor this package implements is refused with a plain
error (errors.py), never guessed."""
