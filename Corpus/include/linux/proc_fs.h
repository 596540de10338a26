#ifndef CORPUS_LINUX_PROC_FS_H
#define CORPUS_LINUX_PROC_FS_H

#include <linux/fs.h>
#include <linux/seq_file.h>

struct proc_dir_entry;

struct proc_ops {
	int (*proc_open)(struct inode *inode, struct file *file);
	ssize_t (*proc_read)(struct file *file, char __user *buf, size_t count, loff_t *pos);
	int (*proc_release)(struct inode *inode, struct file *file);
	loff_t (*proc_lseek)(struct file *file, loff_t off, int whence);
	ssize_t (*proc_write)(struct file *file, const char __user *buf, size_t count, loff_t *pos);
};

/* With file_operations until 5.5. */
struct proc_dir_entry *proc_create();
void remove_proc_entry(const char *name, struct proc_dir_entry *parent);

#endif
