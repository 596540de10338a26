// run: kernel-version=6.1
/*
 * A driver that writes its list of disks only while its module is being loaded and unloaded.
 *
 * Task 1 holds disks_lock for reading and waits for the worker, a reader as well. The writers are
 * the module's init and exit functions: before the first request, and after the last one.
 */

#include <linux/completion.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/rwsem.h>
#include <linux/workqueue.h>

struct disk {
	struct list_head list;
	int dirty;
};

static LIST_HEAD(disks);
static DECLARE_RWSEM(disks_lock);
static DECLARE_COMPLETION(checked);
static struct disk first_disk;

int disk_check(struct disk *disk);

static void disks_check(struct work_struct *work)
{
	struct disk *disk;

	down_read(&disks_lock);
	list_for_each_entry(disk, &disks, list)
		disk->dirty = disk_check(disk);
	up_read(&disks_lock);
	complete(&checked);
}

static DECLARE_WORK(check_work, disks_check);

int disks_dirty_ok(void)
{
	struct disk *disk;
	int dirty = 0;

	down_read(&disks_lock);
	schedule_work(&check_work);
	wait_for_completion(&checked);
	list_for_each_entry(disk, &disks, list)
		dirty += disk->dirty;
	up_read(&disks_lock);
	return dirty;
}

static void disks_add(struct disk *disk)
{
	down_write(&disks_lock);
	list_add_tail(&disk->list, &disks);
	up_write(&disks_lock);
}

static int __init disks_init(void)
{
	disks_add(&first_disk);
	return 0;
}

static void __exit disks_exit(void)
{
	cancel_work_sync(&check_work);
	down_write(&disks_lock);
	list_del(&first_disk.list);
	up_write(&disks_lock);
}

module_init(disks_init);
module_exit(disks_exit);
MODULE_LICENSE("GPL");
