"""Jobs in a child process: what is asked, what is said, and how a child ends. No Qt; torch only in the child."""
