// run: kernel-version=6.1
/*
 * A file that several tasks have open is found with its position locked, and given back with it unlocked.
 *
 * Task 1 reads: the position, then the device. Task 2 rewinds all files of a device that it has locked.
 */

#include <linux/fs.h>
#include <linux/mutex.h>

struct recorder {
	struct mutex lock;
	int fd;
	int samples;
};

long recorder_read_bad(struct recorder *recorder, int fd)
{
	struct fd f = fdget_pos(fd);
	long count = -9;

	if (f.file) {
		mutex_lock(&recorder->lock); // expect: lock-order confirmed
		count = recorder->samples;
		mutex_unlock(&recorder->lock);
		fdput_pos(f);
	}
	return count;
}

void recorder_rewind_bad(struct recorder *recorder)
{
	struct fd f;

	mutex_lock(&recorder->lock);
	f = fdget_pos(recorder->fd);
	if (f.file) {
		f.file->f_pos = 0;
		fdput_pos(f);
	}
	mutex_unlock(&recorder->lock);
}
