// run: kernel-version=6.1
/*
 * A disk whose readers are in a section of SRCU.
 *
 * Whoever replaces the table waits for the readers of before, but keeps no new one out: task 3 comes
 * in while task 2 waits in synchronize_srcu, completes, and so ends task 1's section too.
 */

#include <linux/completion.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/workqueue.h>

struct disk {
	struct srcu_struct table_srcu;
	struct completion flushed;
	struct work_struct flush_work;
	u32 __rcu *table;
};

int hw_flush(u32 *table);

static void disk_flush(struct work_struct *work)
{
	struct disk *disk = container_of(work, struct disk, flush_work);
	int idx = srcu_read_lock(&disk->table_srcu);

	hw_flush(srcu_dereference(disk->table, &disk->table_srcu));
	srcu_read_unlock(&disk->table_srcu, idx);
	complete(&disk->flushed);
}

void disk_sync_ok(struct disk *disk)
{
	int idx = srcu_read_lock(&disk->table_srcu);

	schedule_work(&disk->flush_work);
	wait_for_completion(&disk->flushed);
	srcu_read_unlock(&disk->table_srcu, idx);
}

void disk_replace_ok(struct disk *disk, u32 *table)
{
	u32 *old = disk->table;

	rcu_assign_pointer(disk->table, table);
	synchronize_srcu(&disk->table_srcu);
	kfree(old);
}

int disk_init_ok(struct disk *disk)
{
	init_completion(&disk->flushed);
	INIT_WORK(&disk->flush_work, disk_flush);
	return init_srcu_struct(&disk->table_srcu);
}
