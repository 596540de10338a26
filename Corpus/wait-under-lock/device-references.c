// run: kernel-version=6.1
/*
 * A removal that waits for the last user under the table's mutex, which the users take to leave.
 */

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/fs.h>

static DEFINE_MUTEX(devices_lock);

struct gadget {
	struct completion unused;
	int users;
};

void gadget_remove_bad(struct gadget *gadget)
{
	mutex_lock(&devices_lock);
	if (gadget->users)
		wait_for_completion(&gadget->unused); // expect: wait-under-lock confirmed
	mutex_unlock(&devices_lock);
}

static int gadget_release(struct inode *inode, struct file *file)
{
	struct gadget *gadget = file->private_data;
	int last;

	mutex_lock(&devices_lock);
	last = --gadget->users == 0;
	mutex_unlock(&devices_lock);
	if (last)
		complete(&gadget->unused);
	return 0;
}

static const struct file_operations gadget_fops = {
	.release = gadget_release,
};

int gadget_init(void)
{
	return register_chrdev(0, "gadget", &gadget_fops);
}
