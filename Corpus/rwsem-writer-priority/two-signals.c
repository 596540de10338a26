// run: kernel-version=6.1
/*
 * A controller whose commands are ended by one thread after another has looked at them.
 *
 * Task 1 holds the configuration for reading and waits for its command. Task 3, the finisher, ends
 * it after the checker has signalled; task 4, the checker, reads the configuration first, behind
 * task 2, which waits to write it.
 */

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/rwsem.h>

struct controller {
	struct rw_semaphore config_lock;
	struct completion checked;
	struct completion finished;
	int mode;
};

int hw_check(int mode);
int hw_finish(void);

static int checker(void *data)
{
	struct controller *c = data;

	while (!kthread_should_stop()) {
		down_read(&c->config_lock);
		hw_check(c->mode);
		up_read(&c->config_lock);
		complete(&c->checked);
	}
	return 0;
}

static int finisher(void *data)
{
	struct controller *c = data;

	while (!kthread_should_stop()) {
		wait_for_completion(&c->checked);
		hw_finish();
		complete(&c->finished);
	}
	return 0;
}

void controller_command_bad(struct controller *c)
{
	down_read(&c->config_lock);
	wait_for_completion(&c->finished); // expect: rwsem-writer-priority confirmed
	up_read(&c->config_lock);
}

void controller_configure(struct controller *c, int mode)
{
	down_write(&c->config_lock);
	c->mode = mode;
	up_write(&c->config_lock);
}

int controller_start(struct controller *c)
{
	init_rwsem(&c->config_lock);
	init_completion(&c->checked);
	init_completion(&c->finished);
	if (IS_ERR(kthread_run(checker, c, "checker")))
		return -ENOMEM;
	return IS_ERR(kthread_run(finisher, c, "finisher")) ? -ENOMEM : 0;
}
