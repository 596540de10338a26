// run: kernel-version=6.1
/*
 * Methods of tables. What calls them cannot give back what they keep, unless another method is there that does.
 */

#include <linux/mutex.h>
#include <linux/spinlock.h>

struct log;

struct log_ops {
	int (*show)(struct log *log);
	int (*read)(struct log *log, int count);
	void *(*start)(struct log *log);
	void (*stop)(struct log *log);
	int (*insert)(struct log *log, int entry);
	int (*mount)(struct log *log);
};

struct log {
	struct mutex readers;
	struct mutex writers;
	struct mutex cursor;
	struct mutex mount;
	spinlock_t entries;
	int length;
};

static int log_show_bad(struct log *log)
{
	mutex_lock(&log->readers); // expect: lock-imbalance confirmed
	log->length++;
	return 0;
}

static int log_read_bad(struct log *log, int count)
{
	if (!count)
		return 0;
	mutex_lock(&log->writers); // expect: lock-imbalance confirmed
	log->length -= count;
	return 1;
}

static void *log_start_ok(struct log *log)
{
	mutex_lock(&log->cursor);
	return log;
}

static void log_stop_ok(struct log *log)
{
	mutex_unlock(&log->cursor);
}

static int log_insert_bad(struct log *log, int entry)
{
	if (!log_read_bad(log, entry))
		goto full;
	return 0;
full:
	spin_lock(&log->entries); // expect: lock-imbalance confirmed
	log->length = 0;
	return -ENOSPC;
}

/* Who else knows this lock is elsewhere, as may be who gives it back. */
static int log_mount_ok(struct log *log)
{
	mutex_lock(&log->mount);
	return log->length;
}

void log_clear(struct log *log)
{
	mutex_lock(&log->readers);
	mutex_lock(&log->writers);
	spin_lock(&log->entries);
	log->length = 0;
	spin_unlock(&log->entries);
	mutex_unlock(&log->writers);
	mutex_unlock(&log->readers);
}

const struct log_ops log_ops = {
	.show = log_show_bad,
	.read = log_read_bad,
	.start = log_start_ok,
	.stop = log_stop_ok,
	.insert = log_insert_bad,
	.mount = log_mount_ok,
};
