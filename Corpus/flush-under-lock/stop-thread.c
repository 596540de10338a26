// run: kernel-version=6.1
/*
 * A scrubber that is stopped under the rwsem which its thread takes for each round.
 */

#include <linux/kthread.h>
#include <linux/delay.h>
#include <linux/rwsem.h>

struct scrubber {
	struct rw_semaphore sem;
	struct task_struct *thread;
	int rounds;
};

static int scrubber_thread(void *data)
{
	struct scrubber *scrubber = data;

	while (!kthread_should_stop()) {
		down_read(&scrubber->sem);
		scrubber->rounds++;
		up_read(&scrubber->sem);
		msleep(100);
	}
	return 0;
}

int scrubber_start(struct scrubber *scrubber)
{
	scrubber->thread = kthread_run(scrubber_thread, scrubber, "scrubber");
	return 0;
}

void scrubber_stop_bad(struct scrubber *scrubber)
{
	down_write(&scrubber->sem);
	kthread_stop(scrubber->thread); // expect: flush-under-lock confirmed
	up_write(&scrubber->sem);
}

void scrubber_stop_ok(struct scrubber *scrubber)
{
	kthread_stop(scrubber->thread);
	down_write(&scrubber->sem);
	scrubber->rounds = 0;
	up_write(&scrubber->sem);
}
