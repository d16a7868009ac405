/** A public PGP key made for tests; nobody has its private key. */
export const testPgpKey =
    "mQENBGsGTSMBCADYfmD/ODngF/LJgy0kupz2qKirVX88BFfF08UgobYkQEP7d6qr78QT8rV2NLqnX9k/7jFVvn9pBi1KtoP8di7IpK5eCEzy67" +
    "tDoN3xWKmoxL0YCQ/QPFJYSJ779/w6UtTi3ZHT40eqggIA4sWuge+fvNfU8P/aXjhST/WzMPHufZqDhMsmIijaCizZzs8TepRLIyomu3j5xvrK" +
    "Yu4yCG+Ec6ARnfcgnMKenYN78EhI+2lFfMB+/8c6yh12PVAmJR8Dw08+zCNbQw8K3PsHsV/IG0bWHZP5OpIo+PJkGcviKzlE7bGstRcqpt7/vk" +
    "mvkDLfrvNY4vfzfbf7zy84tGuPABEBAAG0GFRlc3QgPHRlc3RAYWNtZS5leGFtcGxlPokBTgQTAQoAOBYhBL3s1evz9P4E0TozwkNhf2TzdtvT" +
    "BQJrBk0jAhsNBQsJCAcCBhUKCQgLAgQWAgMBAh4BAheAAAoJEENhf2TzdtvTZl8H/RNG221Bb5Jq3LZOIa4G1Y2NNIYj169evzoaoqRzwDlqRx" +
    "cQjcggvi41qPR1nn9wjoY+FpNZm3aGIDS582qKTu923rXNL5jjrmT/iV4gz1/ViSqMpHL1LIgU2YQQl7XuREhbc/9oZTIdq1qbadK7USwMG6zP" +
    "zM3c4kCJnXQsm4aC0k6H+E1wjpkpfl0Qde3MBiYcNQDpV7YFF1o2Zoifb7EUefGeUWCRh614LTSWD0ChMIIy1pG9AD8KwFiZm8aaylA+Tj61jA" +
    "Ig/V39Iq+8j9ydeSyoUYjy1TVwiiCoxDhJNh87llqxBRjHehLcNtINJlr0TWSFski/5MIMsf7AFco=";

/** A public key that expired on 2020-01-02. */
export const expiredPgpKey =
    "xjMEXgvhABYJKwYBBAHaRw8BAQdAKbrdonOUFhiqKXScEXI8Z6TcRdzITfPbFS8VK+rOYoHNGFRlc3QgPHRlc3RAYWNtZS5leGFtcGxlPsLAGQQT" +
    "FgoAiwWCXgvhAAWJAAFRgAMLCQcJEGxcRx2Yxgx5RRQAAAAAABwAIHNhbHRAbm90YXRpb25zLm9wZW5wZ3Bqcy5vcmev/3JuoQF7Mnjaz4Lg4bPC" +
    "G5hhf6MQhB+KI7W8Nyp7EwUVCggODAQWAAIBAhkBApsDAh4BFiEEkxNVE2ursnOcml6gbFxHHZjGDHkAAE3HAP4nfapUSfO4xfTycur/Q/Tjh0u4" +
    "z/4Kxta/zhan/hAkswEA7O5+gpd5dO44fguo93xzTZfl+t//uwBBn+VVqpl+JgrOOAReC+EAEgorBgEEAZdVAQUBAQdA5Ow0ViolUGf4PmxxWmGP" +
    "G4OJwdGCuMyOIzE63i07eA8DAQgHwsAEBBgWCgB2BYJeC+EABYkAAVGACRBsXEcdmMYMeUUUAAAAAAAcACBzYWx0QG5vdGF0aW9ucy5vcGVucGdw" +
    "anMub3Jn783KbaPMhE5IwZr1VvzxcvNlk5QZ4uvOClAtJuZJkscCmwwWIQSTE1UTa6uyc5yaXqBsXEcdmMYMeQAAa6wA/3oBelj8eX71OGYWg0QH" +
    "ZwYjWvIFFvi/6ftsQiYY5LyfAQCIrxwh4gGi19JMWtP86hbRrjhZPF8lD8hyVy//xH+BDQ==";

/** A secret key made for tests, which has encrypted nothing. */
export const secretPgpKey =
    "xVgEXgvhABYJKwYBBAHaRw8BAQdAE3KG/I1rgL8BhX28mp4T/ixhY4HAhnX5mcfIMld3fawAAP0fw96gxoypz/r1GyvQ5rVS1gf+9X9MSUAe8biX" +
    "5YEWiBOfzRhUZXN0IDx0ZXN0QGFjbWUuZXhhbXBsZT7CwBMEExYKAIUFgl4L4QADCwkHCRC/I0FEfoaKIEUUAAAAAAAcACBzYWx0QG5vdGF0aW9u" +
    "cy5vcGVucGdwanMub3JnLild0YotzsoGLtSpAH2+p7OgyTZrFZyzeABBw424LhQFFQoIDgwEFgACAQIZAQKbAwIeARYhBL+6fdY9VoqhKq7sP78j" +
    "QUR+hoogAABB5QEA7dteTvNJx9ebFfrZz4Uy3WY5tValHdB/9gBuRXfwJcYBAK07d+fh9SoKGjiAfluG+i/QqcWdUtUBKmi+e+2inzMFx10EXgvh" +
    "ABIKKwYBBAGXVQEFAQEHQCnqvo0igKOjynPFvXrAhvO/CqewFLGe3pGQSJj1lZMdAwEIBwAA/3Ey72bV+K/qIR7AnNUezwBvuaEfVrrymr8NaEbv" +
    "fV/IEkvCvgQYFgoAcAWCXgvhAAkQvyNBRH6GiiBFFAAAAAAAHAAgc2FsdEBub3RhdGlvbnMub3BlbnBncGpzLm9yZ+Kk29/6NKhkfrAMx5nWaxYJ" +
    "4XRoKeJ/6q5n6F1XWL4pApsMFiEEv7p91j1WiqEqruw/vyNBRH6GiiAAAB5aAQCVJmPqgp6eCYCEw0EM6DY3AfQDXAvs0xxvQ7pWQGsqUgD/U6uW" +
    "7eZ6y5uatHCovnRcyfyy6gR6SWE5aAACuNII0QY=";
