"""Jobs in a child process: requests, the process, and how it ends. No Qt; torch only in the child."""
