// run: kernel-version=6.1
/*
 * The thread of a log looks blocks up in the log's own file, whose lock nobody has who waits for the log:
 * they have that of their files. That files have locks apart is marked where two are held.
 */

#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/wait.h>

struct file_node {
	struct rw_semaphore data;
	struct log *log;
	int blocks;
};

struct log {
	struct file_node *own;
	wait_queue_head_t done;
	wait_queue_head_t work;
	int written;
	int wanted;
};

static int log_thread(void *data)
{
	struct log *log = data;

	while (!kthread_should_stop()) {
		wait_event(log->work, log->wanted > log->written);
		down_read(&log->own->data);
		log->written += log->own->blocks;
		up_read(&log->own->data);
		wake_up(&log->done);
	}
	return 0;
}

void log_start(struct log *log)
{
	kthread_run(log_thread, log, "log");
}

void file_truncate_ok(struct file_node *file)
{
	struct log *log = file->log;

	down_write(&file->data);
	log->wanted++;
	wake_up(&log->work);
	wait_event(log->done, log->written >= log->wanted);
	up_write(&file->data);
}

void files_swap_ok(struct file_node *file, struct file_node *other)
{
	down_write(&file->data);
	down_write_nested(&other->data, 1);
	other->blocks = file->blocks;
	up_write(&other->data);
	up_write(&file->data);
}
