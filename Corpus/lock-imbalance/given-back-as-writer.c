// run: kernel-version=6.1
/*
 * A reader that gives its semaphore back as if it had been the writer.
 */

#include <linux/errno.h>
#include <linux/rwsem.h>

struct table {
	struct rw_semaphore sem;
	int size;
};

int table_check_bad(struct table *table, int index)
{
	down_read(&table->sem);
	if (index >= table->size) {
		up_write(&table->sem); // expect: lock-imbalance confirmed
		return -EINVAL;
	}
	up_read(&table->sem);
	return 0;
}
