// run: kernel-version=6.1
/*
 * A cache that changes its index, keeps reading it, and waits for the write-back thread meanwhile.
 *
 * Task 1 took the rwsem for writing and has downgraded it: it is a reader now. Task 2, killable but
 * not killed, waits to write. Task 3, the work item, reads the index before it wakes task 1.
 */

#include <linux/rwsem.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct index {
	struct rw_semaphore lock;
	wait_queue_head_t clean_wait;
	int dirty;
	struct work_struct write_work;
};

int hw_write(int dirty);

static void index_write(struct work_struct *work)
{
	struct index *index = container_of(work, struct index, write_work);

	if (down_read_killable(&index->lock))
		return;
	hw_write(index->dirty);
	up_read(&index->lock);
	WRITE_ONCE(index->dirty, 0);
	wake_up_all(&index->clean_wait);
}

void index_change_bad(struct index *index)
{
	down_write(&index->lock);
	index->dirty = 1;
	downgrade_write(&index->lock);
	schedule_work(&index->write_work);
	wait_event(index->clean_wait, !READ_ONCE(index->dirty)); // expect: rwsem-writer-priority confirmed
	up_read(&index->lock);
}

int index_clear(struct index *index)
{
	if (down_write_killable(&index->lock))
		return -EINTR;
	index->dirty = 0;
	up_write(&index->lock);
	return 0;
}

void index_init(struct index *index)
{
	init_rwsem(&index->lock);
	init_waitqueue_head(&index->clean_wait);
	INIT_WORK(&index->write_work, index_write);
}
