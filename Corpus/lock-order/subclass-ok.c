// run: kernel-version=6.1
/*
 * A folder is locked under its journal's lock only as the parent of another one, and the code says so:
 * the parent is another object than the folder whose lock comes first elsewhere.
 */

#include <linux/mutex.h>

#define FOLDER_PARENT 1

struct folder {
	struct mutex lock;
	struct folder *parent;
	int entries;
};

static DEFINE_MUTEX(journal_lock);
static int journal_entries;

int folder_log_ok(struct folder *folder)
{
	mutex_lock(&folder->lock);
	mutex_lock(&journal_lock);
	journal_entries += folder->entries;
	mutex_unlock(&journal_lock);
	mutex_unlock(&folder->lock);
	return 0;
}

void folder_count_ok(struct folder *folder)
{
	mutex_lock(&journal_lock);
	mutex_lock_nested(&folder->parent->lock, FOLDER_PARENT);
	folder->parent->entries++;
	mutex_unlock(&folder->parent->lock);
	mutex_unlock(&journal_lock);
}
