// run: kernel-version=6.1
/*
 * Files of debugfs and procfs are gone when nobody is in a method of theirs. What shows one asks for the
 * lock under which the folder is taken away, by a function that its open method hands over.
 */

#include <linux/debugfs.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>

struct meter {
	struct mutex lock;
	struct dentry *folder;
	int count;
};

static DEFINE_MUTEX(limit_lock);
static int limit;

static int count_show(struct seq_file *m, void *v)
{
	struct meter *meter = m->private;

	mutex_lock(&meter->lock);
	seq_printf(m, "%d\n", meter->count);
	mutex_unlock(&meter->lock);
	return 0;
}

static int count_open(struct inode *inode, struct file *file)
{
	return single_open(file, count_show, inode);
}

static const struct file_operations count_fops = {.open = count_open};

void meter_start(struct meter *meter)
{
	mutex_init(&meter->lock);
	meter->folder = debugfs_create_dir("meter", NULL);
	debugfs_create_file("count", 0400, meter->folder, meter, &count_fops);
}

void meter_stop_bad(struct meter *meter)
{
	mutex_lock(&meter->lock);
	debugfs_remove(meter->folder); // expect: flush-under-lock confirmed
	mutex_unlock(&meter->lock);
}

void meter_stop_ok(struct meter *meter)
{
	struct dentry *folder = meter->folder;

	mutex_lock(&meter->lock);
	meter->folder = NULL;
	mutex_unlock(&meter->lock);
	debugfs_remove(folder);
}

static ssize_t limit_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	mutex_lock(&limit_lock);
	limit = count;
	mutex_unlock(&limit_lock);
	return count;
}

static const struct proc_ops limit_ops = {.proc_write = limit_write};

void limit_start(void)
{
	proc_create("limit", 0200, NULL, &limit_ops);
}

void limit_stop_bad(void)
{
	mutex_lock(&limit_lock);
	remove_proc_entry("limit", NULL); // expect: flush-under-lock confirmed
	mutex_unlock(&limit_lock);
}

void other_stop_ok(void)
{
	mutex_lock(&limit_lock);
	remove_proc_entry("other", NULL);
	mutex_unlock(&limit_lock);
}
