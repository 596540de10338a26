// run: kernel-version=6.1
/*
 * Tasks that join a set count themselves in, and out again under the set's mutex. A task that changes the set waits
 * until nobody is joining, with that mutex held. Ordered work that takes the set down, after a grace period,
 * counts members out too; no interrupt does, so a task that joins may be whom the waiter needs.
 */

#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct member_set {
	struct mutex lock;
	wait_queue_head_t idle;
	int joining;
	struct rcu_head rcu;
	struct work_struct teardown;
};

static struct member_set members;
static struct workqueue_struct *teardown_queue;

static void leave(struct member_set *set)
{
	mutex_lock(&set->lock);
	if (--set->joining == 0)
		wake_up(&set->idle);
	mutex_unlock(&set->lock);
}

static ssize_t join_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	mutex_lock(&members.lock);
	members.joining++;
	mutex_unlock(&members.lock);
	leave(&members);
	return count;
}

static long change_bad(struct file *file, unsigned int cmd, unsigned long arg)
{
	mutex_lock(&members.lock);
	wait_event(members.idle, members.joining == 0); // expect: wait-under-lock confirmed // expect: serialized-completion confirmed
	mutex_unlock(&members.lock);
	return 0;
}

static int change_ok(struct inode *inode, struct file *file)
{
	wait_event(members.idle, members.joining == 0);
	mutex_lock(&members.lock);
	members.joining = 0;
	mutex_unlock(&members.lock);
	return 0;
}

static const struct file_operations member_fops = {
	.write = join_write,
	.unlocked_ioctl = change_bad,
	.open = change_ok,
};

static void teardown_work(struct work_struct *work)
{
	struct member_set *set = container_of(work, struct member_set, teardown);

	leave(set);
	leave(set);
}

static void teardown_after_grace(struct rcu_head *head)
{
	struct member_set *set = container_of(head, struct member_set, rcu);

	INIT_WORK(&set->teardown, teardown_work);
	queue_work(teardown_queue, &set->teardown);
}

int members_start(void)
{
	teardown_queue = alloc_ordered_workqueue("teardown", 0);
	if (!teardown_queue)
		return -ENOMEM;
	return register_chrdev(0, "members", &member_fops);
}

void members_stop(void)
{
	call_rcu(&members.rcu, teardown_after_grace);
}
