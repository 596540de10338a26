// run: kernel-version=6.1
/*
 * A buffer is locked as a whole for writing, or one processor's part of it for reading of the whole. What
 * unlocks goes the way that the lock was taken, so the part is not held when the whole is asked for again.
 */

#include <linux/mutex.h>
#include <linux/rwsem.h>

#define ALL_PARTS (-1)

struct buffer {
	struct rw_semaphore whole;
	struct mutex part;
	int part_number;
	int bytes;
};

static void buffer_lock(struct buffer *buffer, int number)
{
	if (number == ALL_PARTS) {
		down_write(&buffer->whole);
	} else {
		down_read(&buffer->whole);
		mutex_lock(&buffer->part);
	}
}

static void buffer_unlock(struct buffer *buffer, int number)
{
	if (number == ALL_PARTS) {
		up_write(&buffer->whole);
	} else {
		mutex_unlock(&buffer->part);
		up_read(&buffer->whole);
	}
}

int buffer_read_ok(struct buffer *buffer, int (*number)(struct buffer *))
{
	int bytes;

	buffer_lock(buffer, number(buffer));
	bytes = buffer->bytes;
	buffer_unlock(buffer, number(buffer));
	buffer_lock(buffer, number(buffer));
	bytes += buffer->bytes;
	buffer_unlock(buffer, number(buffer));
	return bytes;
}
