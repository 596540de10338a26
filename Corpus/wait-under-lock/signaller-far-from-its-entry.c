// run: kernel-version=6.1
/*
 * A task is moved from one group to another by a system call that gets to the controllers' methods after many calls.
 * One of these takes the controller's mutex, counts the move off and wakes who waits for the last of them; a work item
 * does so with that mutex held. How far the method is from the system call says nothing of what it does itself.
 */

#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct group;

struct controller {
	int (*may_attach)(struct group *group);
	void (*attach)(struct group *group);
};

struct group {
	int moving;
	int weight;
	const struct controller *controller;
};

static DEFINE_MUTEX(sets_lock);
static DECLARE_WAIT_QUEUE_HEAD(sets_idle);

static int sets_may_attach(struct group *group)
{
	mutex_lock(&sets_lock);
	group->moving++;
	mutex_unlock(&sets_lock);
	return 0;
}

static void sets_attach(struct group *group)
{
	mutex_lock(&sets_lock);
	if (!--group->moving)
		wake_up(&sets_idle);
	mutex_unlock(&sets_lock);
}

static const struct controller sets = {
	.may_attach = sets_may_attach,
	.attach = sets_attach,
};

static int shares_may_attach(struct group *group)
{
	return group->weight;
}

static void shares_attach(struct group *group)
{
	group->weight = 0;
}

static const struct controller shares = {
	.may_attach = shares_may_attach,
	.attach = shares_attach,
};

static int migrate_execute(struct group *group)
{
	int error = group->controller->may_attach(group);

	if (!error)
		group->controller->attach(group);
	return error;
}

static int migrate_one(struct group *group)
{
	return migrate_execute(group);
}

static int migrate(struct group *group)
{
	return migrate_one(group);
}

static int attach_task(struct group *group)
{
	return migrate(group);
}

static int attach_process(struct group *group)
{
	return attach_task(group);
}

static int attach_by_number(struct group *group)
{
	return attach_process(group);
}

static ssize_t group_write(struct file *file, const char __user *text, size_t length, loff_t *at)
{
	int error = attach_by_number(file->private_data);

	return error ? error : length;
}

static int group_open(struct inode *inode, struct file *file)
{
	struct group *group = inode->i_private;

	group->controller = group->weight ? &shares : &sets;
	file->private_data = group;
	return 0;
}

const struct file_operations group_files = {
	.open = group_open,
	.write = group_write,
};

static struct group root_group;

static void processor_gone(struct work_struct *work)
{
	mutex_lock(&sets_lock);
	wait_event(sets_idle, root_group.moving == 0); // expect: wait-under-lock confirmed
	root_group.weight = 1;
	mutex_unlock(&sets_lock);
}

static DECLARE_WORK(gone_work, processor_gone);

void processor_removed(void)
{
	schedule_work(&gone_work);
}
