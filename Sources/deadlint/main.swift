print("deadlint")
