// run: kernel-version=6.1
/*
 * The helper that waits drops the pipe's lock around it, if there is anybody to share the pipe with: its
 * caller, which has locked the pipe, is one.
 */

#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/wait.h>

struct tube {
	struct mutex lock;
	wait_queue_head_t readers;
	int files;
	int bytes;
};

static void tube_lock(struct tube *tube)
{
	if (tube->files)
		mutex_lock(&tube->lock);
}

static void tube_unlock(struct tube *tube)
{
	if (tube->files)
		mutex_unlock(&tube->lock);
}

static void tube_wait(struct tube *tube)
{
	DEFINE_WAIT(wait);

	prepare_to_wait(&tube->readers, &wait, TASK_INTERRUPTIBLE);
	tube_unlock(tube);
	schedule();
	finish_wait(&tube->readers, &wait);
	tube_lock(tube);
}

int tube_open_ok(struct tube *tube)
{
	mutex_lock(&tube->lock);
	tube->files++;
	while (!tube->bytes)
		tube_wait(tube);
	mutex_unlock(&tube->lock);
	return 0;
}

void tube_write_ok(struct tube *tube)
{
	mutex_lock(&tube->lock);
	tube->bytes++;
	mutex_unlock(&tube->lock);
	wake_up(&tube->readers);
}
