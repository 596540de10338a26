#ifndef CORPUS_LINUX_SEQ_FILE_H
#define CORPUS_LINUX_SEQ_FILE_H

#include <linux/fs.h>

struct seq_file {
	void *private;
};

struct seq_operations {
	void *(*start)(struct seq_file *m, loff_t *pos);
	void (*stop)(struct seq_file *m, void *v);
	void *(*next)(struct seq_file *m, void *v, loff_t *pos);
	int (*show)(struct seq_file *m, void *v);
};

int single_open(struct file *file, int (*show)(struct seq_file *m, void *v), void *data);
__printf(2, 3) void seq_printf(struct seq_file *m, const char *fmt, ...);

#endif
