#ifndef CORPUS_LINUX_PROC_FS_H
#define CORPUS_LINUX_PROC_FS_H

#include <linux/fs.h>
#include <linux/seq_file.h>

struct proc_dir_entry;

struct proc_ops {
	int (*proc_open)(struct inode *inode, struct file *file);
	ssize_t (*proc_write)(struct file *file, const char __user *buf, size_t count, loff_t *pos);
};

struct proc_dir_entry *proc_create(const char *name, unsigned short mode,
				   struct proc_dir_entry *parent, const struct proc_ops *ops);
void remove_proc_entry(const char *name, struct proc_dir_entry *parent);

#endif
