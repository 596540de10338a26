// run: kernel-version=6.1
/*
 * A work item that returns with the mutex on its only way out: nobody can give it back. The other one
 * does.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct scanner {
	struct mutex lock;
	struct work_struct scan;
	struct work_struct stop;
	int lines;
};

static void scanner_scan_bad(struct work_struct *work)
{
	struct scanner *scanner = container_of(work, struct scanner, scan);

	mutex_lock(&scanner->lock); // expect: lock-imbalance confirmed
	scanner->lines++;
}

static void scanner_stop_ok(struct work_struct *work)
{
	struct scanner *scanner = container_of(work, struct scanner, stop);

	mutex_lock(&scanner->lock);
	scanner->lines = 0;
	mutex_unlock(&scanner->lock);
}

void scanner_init(struct scanner *scanner)
{
	INIT_WORK(&scanner->scan, scanner_scan_bad);
	INIT_WORK(&scanner->stop, scanner_stop_ok);
}
