// run: kernel-version=6.1
/*
 * A log that waits for room two calls below its rwsem, and a writer that makes room under it.
 */

#include <linux/rwsem.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct journal {
	struct rw_semaphore barrier;
	wait_queue_head_t room;
	struct work_struct writer;
	int free;
};

static void journal_wait(struct journal *journal, int blocks)
{
	wait_event(journal->room, journal->free >= blocks);
}

static void journal_reserve(struct journal *journal, int blocks)
{
	if (journal->free < blocks)
		journal_wait(journal, blocks);
	journal->free -= blocks;
}

int journal_start_bad(struct journal *journal, int blocks)
{
	down_read(&journal->barrier);
	journal_reserve(journal, blocks); // expect: wait-under-lock confirmed
	up_read(&journal->barrier);
	return 0;
}

static void journal_write(struct work_struct *work)
{
	struct journal *journal = container_of(work, struct journal, writer);

	down_write(&journal->barrier);
	journal->free = 64;
	up_write(&journal->barrier);
	wake_up(&journal->room);
}

void journal_init(struct journal *journal)
{
	init_waitqueue_head(&journal->room);
	INIT_WORK(&journal->writer, journal_write);
	schedule_work(&journal->writer);
}
