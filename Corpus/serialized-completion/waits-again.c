// run: kernel-version=5.10
/*
 * Commands to a device, all answered through one work item.
 *
 * A command that the device refuses is sent again by that work item, which waits for the answer: only its own
 * next turn could take that. The wait has a time-out, but what follows it is another wait, for as long as it
 * takes. Where a wait is given up after some time, there is no deadlock.
 */
#include <linux/completion.h>
#include <linux/list.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

enum kind { KIND_EVENT, KIND_COMPLETION, KIND_LIMITED, KIND_GIVEN_UP };

struct command {
	struct list_head list;
	enum kind kind;
	int status;
	bool is_answered;
	wait_queue_head_t answered;
	struct completion done;
	wait_queue_head_t limited;
	struct completion given_up;
};

struct controller {
	struct work_struct work;
	spinlock_t lock;
	struct list_head answers;
};

static void send(struct command *command)
{
	command->is_answered = false;
	command->status = 0;
}

static int send_again_bad(struct command *command)
{
	send(command);
	while (!wait_event_timeout(command->answered, command->is_answered, 500)) // expect: serialized-completion confirmed
		pr_warn("the controller takes its time\n");
	return command->status;
}

static int send_completion_bad(struct command *command)
{
	unsigned long left;

	send(command);
	do {
		left = wait_for_completion_timeout(&command->done, 500); // expect: serialized-completion confirmed
		if (!left)
			pr_warn("the controller takes its time\n");
	} while (!left);
	return command->status;
}

static int send_some_times_ok(struct command *command)
{
	int tries = 5;

	send(command);
	while (!wait_event_timeout(command->limited, command->is_answered, 500)) {
		if (!--tries)
			return -ETIMEDOUT;
	}
	return command->status;
}

static int send_or_give_up_ok(struct command *command)
{
	long left;

	send(command);
	for (;;) {
		left = wait_for_completion_interruptible_timeout(&command->given_up, 500);
		if (!left)
			left = -ETIMEDOUT;
		if (left)
			break;
	}
	return left < 0 ? left : command->status;
}

static void handle_answer(struct command *command)
{
	switch (command->kind) {
	case KIND_EVENT:
		if (command->status)
			send_again_bad(command);
		command->is_answered = true;
		wake_up(&command->answered);
		break;
	case KIND_COMPLETION:
		if (command->status)
			send_completion_bad(command);
		complete(&command->done);
		break;
	case KIND_LIMITED:
		if (command->status)
			send_some_times_ok(command);
		command->is_answered = true;
		wake_up(&command->limited);
		break;
	case KIND_GIVEN_UP:
		if (command->status)
			send_or_give_up_ok(command);
		complete(&command->given_up);
		break;
	}
}

static struct command *next_answer(struct controller *controller)
{
	struct command *command;

	spin_lock(&controller->lock);
	command = list_first_entry_or_null(&controller->answers, struct command, list);
	if (command)
		list_del(&command->list);
	spin_unlock(&controller->lock);
	return command;
}

static void take_answers(struct work_struct *work)
{
	struct controller *controller = container_of(work, struct controller, work);
	struct command *command;

	while ((command = next_answer(controller)))
		handle_answer(command);
}

void controller_start(struct controller *controller)
{
	spin_lock_init(&controller->lock);
	INIT_LIST_HEAD(&controller->answers);
	INIT_WORK(&controller->work, take_answers);
}
