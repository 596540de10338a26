// run: kernel-version=6.1
/*
 * A module goes while its work item may still run, and empties the queue under the lock that the item asks
 * for. Nobody is in a method of a file of the module by then: who has the file open keeps the module.
 */

#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

static DEFINE_MUTEX(poll_lock);
static struct workqueue_struct *poll_queue;
static struct dentry *poll_file;
static int polls;

static void poll_work_fn(struct work_struct *work)
{
	mutex_lock(&poll_lock);
	polls++;
	mutex_unlock(&poll_lock);
}

static DECLARE_WORK(poll_work, poll_work_fn);

static ssize_t poll_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	mutex_lock(&poll_lock);
	polls = 0;
	mutex_unlock(&poll_lock);
	queue_work(poll_queue, &poll_work);
	return count;
}

static const struct file_operations poll_fops = {.write = poll_write};

static int __init poll_init(void)
{
	poll_queue = alloc_workqueue("poll", 0, 0);
	poll_file = debugfs_create_file("poll", 0200, NULL, NULL, &poll_fops);
	return 0;
}

static void __exit poll_exit(void)
{
	mutex_lock(&poll_lock);
	debugfs_remove(poll_file);
	destroy_workqueue(poll_queue); // expect: flush-under-lock confirmed
	mutex_unlock(&poll_lock);
}

module_init(poll_init);
module_exit(poll_exit);
